import type { FileKind, TaskCard } from '#core';
import type { HoverText } from './hoverText.ts';

/** Where a card's subject is: the path to show, and the URI that leads there. */
export interface CardPlace {
  readonly path: string;
  readonly uri: string;
}

/** A task's card as text. */
export function taskText(text: HoverText, card: TaskCard, place: CardPlace): string {
  const { lacks, effort, criteria, dependencies } = card;
  const tags = [
    card.id,
    card.status,
    card.type,
    card.level === undefined ? card.priority : `${card.priority ?? ''} (${card.level})`.trim(),
    card.component,
  ].filter((tag) => tag !== undefined);
  const lines = [
    lacks.length === 0
      ? ''
      : `Incomplete: ${lacks.map(({ field, lack }) => `${field} (${lack})`).join(', ')}`,
    effort === undefined ? '' : `Effort: ${text.verbatim(effort)}`,
    card.planSteps === 0 ? '' : `Plan: ${String(card.planSteps)} ${card.planSteps === 1 ? 'step' : 'steps'}`,
    criteria.total === 0
      ? ''
      : `Acceptance criteria: ${String(criteria.checked)} of ${String(criteria.total)} met`,
    ...dependencies.slice(0, mostDependencies).map((dependency) => dependencyText(text, dependency)),
    dependencies.length > mostDependencies
      ? `and ${String(dependencies.length - mostDependencies)} more dependencies`
      : '',
  ];
  return text.paragraphs(
    text.strong(card.title || 'Task without a title'),
    tags.map((tag) => text.verbatim(tag)).join(' · '),
    text.link(place.path, place.uri),
    text.list(lines.filter((line) => line !== '')),
  );
}

const mostDependencies = 8;

function dependencyText(text: HoverText, { id, found }: TaskCard['dependencies'][number]): string {
  const named = text.verbatim(found ? `${id} ${found.title}` : id);
  if (!found) return `Depends on ${named} (not found)`;
  const place = placeNames[found.file];
  const state = found.file === 'archive' ? place : [found.status, place].filter(Boolean).join(', ');
  return `Depends on ${named} (${state ?? ''})`;
}

/** Where a task is, if that is more than its being planned. */
const placeNames: Partial<Readonly<Record<FileKind, string>>> = { archive: 'archived', todo: 'in TODO.md' };
