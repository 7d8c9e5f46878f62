import type { OpenField } from './field.ts';

/**
 * Joins the parts of a Plan to it. A Plan can have labels of its own (`**Server:**`, `### Rollout`): one that names no known
 * field and has numbered steps under it is a part of the Plan above it.
 *
 * @returns the fields that are no parts
 */
export function joinPlanParts(text: string, fields: OpenField[]): OpenField[] {
  const first = fields.findIndex(({ known }) => known === 'Plan');
  // Nearly every task has known fields only.
  if (first === -1 || fields.every(({ known }, at) => at < first || known !== undefined)) return fields;
  const joined: OpenField[] = [];
  let unjoined = 0;
  for (const field of fields) {
    const plan = joined.at(-1 - unjoined);
    if (plan?.known !== 'Plan' || field.known !== undefined) {
      joined.push(field);
      unjoined = 0;
    } else if (numberedStep.test(text.slice(field.value.start, field.value.end))) {
      // What stands between the Plan and this part is in the Plan as well.
      joined.splice(joined.length - unjoined, unjoined);
      plan.join(field);
      unjoined = 0;
    } else {
      joined.push(field);
      unjoined++;
    }
  }
  return joined;
}

const numberedStep = /^[ \t]*\d{1,9}[.)][ \t]+\S/m;
