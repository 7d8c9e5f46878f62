import { formatEffort, type Group, type GroupCard, findTag } from '#core';
import type { HoverText } from './hoverText.ts';

/** A group's card as text. */
export function groupText(text: HoverText, { begin }: Group, card: GroupCard): string {
  const tags = [findTag(begin.tags, 'type')?.value, findTag(begin.tags, 'priority')?.value];
  const counts = [
    counted(card.tasks, 'task'),
    card.done > 0 ? `${String(card.done)} done` : '',
    card.incomplete > 0 ? `${String(card.incomplete)} incomplete` : '',
  ];
  return text.paragraphs(
    text.strong(tags.filter(Boolean).join(' · ') || 'Group without tags'),
    text.list(
      [
        card.tasks === 0 ? 'No tasks' : counts.filter((count) => count !== '').join(', '),
        card.tasks === 0 ? '' : readiness(text, card),
        effortText(card),
      ].filter((line) => line !== ''),
    ),
  );
}

function readiness(text: HoverText, { batch, tasks }: GroupCard): string {
  if (!batch) return '';
  if ('refused' in batch)
    return batch.passedOver.length > 0 ? 'None is ready to be promoted' : text.verbatim(batch.refused);
  const ready = batch.moved.length + batch.overBatchSize;
  const room = batch.overBatchSize > 0 ? `, ${String(batch.moved.length)} of them fit into TODO.md` : '';
  return `${String(ready)} of ${String(tasks)} ready to be promoted${room}`;
}

function effortText({ effort, withoutEffort }: GroupCard): string {
  if (effort === 0) return withoutEffort > 0 ? 'Effort: no estimate' : '';
  const left = withoutEffort > 0 ? `, ${counted(withoutEffort, 'task')} without an estimate` : '';
  return `Effort: ${formatEffort(effort)}${left}`;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
