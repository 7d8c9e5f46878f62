import { type IdForm, idFormOf, idMeant } from '../../document/idForm.ts';
import { tasksById } from '../../document/ids.ts';
import { soleTag } from '../../document/tagValues.ts';
import { replace } from '../../text/edits.ts';
import { knownTexts } from '../around.ts';
import type { Rule } from '../rule.ts';

export const invalidId: Rule = {
  code: 'invalid-id',
  group: 'headers',
  level: 'warning',
  fix: 'offered',
  docs: {
    what: 'A task id that is not of the form `TASK-YYYYMMDD-NNN`.',
    why: 'Dependencies, the index and the traces of moves find a task by an id of this form only.',
    how: 'Give the task the next free id of the day. Where most tasks of a file share another form of id, such as `FEAT-012`, that is the right one there.',
    invalid: '### # [id:tide-tables][type:dev][priority:high][component:server] Cache the tide tables\n',
    valid: '### # [id:TASK-20260301-001][type:dev][priority:high][component:server] Cache the tide tables\n',
  },
  *checkDocument(context) {
    const { document, today, around } = context;
    const form = idFormOf(document);
    const isUsed = (id: string): boolean =>
      tasksById(document).has(id) || (around?.known.tasks(id).length ?? 0) > 0;
    for (const { header } of document.tasks) {
      const tag = soleTag(header, 'id');
      if (!tag || form.isFormOf(tag.value)) continue;
      yield {
        range: tag.valueRange,
        message: `The id “${tag.value}” is not of the form ${form.name}. Give the task one that is.`,
        fixes: () => {
          const meant = idMeantIn(form, tag.value);
          const next = form.nextFree(today, knownTexts(context));
          return [
            ...(meant === undefined || isUsed(meant)
              ? []
              : [{ title: `Change the id to ${meant}`, id: meant }]),
            { title: `Use the next free id ${next}`, id: next },
          ].map(({ title, id }) => ({ title, edits: [replace(tag.valueRange, id)], safe: false }));
        },
      };
    }
  },
};

/** What an id was meant as, where that is of the queue's form. */
function idMeantIn(form: IdForm, id: string): string | undefined {
  const candidates = [idMeant(id), id.toUpperCase().replace(/[_\s]+/g, '-')];
  return candidates.find((candidate) => candidate !== undefined && form.isFormOf(candidate));
}
