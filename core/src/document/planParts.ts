import type { Field } from './model.ts';

/**
 * Fields with the parts of a Plan joined to it. A Plan can have labels of its own (`**Server:**`, `### Rollout`): one
 * that names no known field and has numbered steps under it is a part of the Plan above it.
 */
export function joinPlanParts(text: string, fields: Field[]): Field[] {
  if (!fields.some(({ known }) => known === 'Plan')) return fields;
  const joined: Field[] = [];
  let unjoined = 0;
  for (const field of fields) {
    const plan = joined.at(-1 - unjoined);
    if (plan?.known !== 'Plan' || field.known !== undefined) {
      joined.push(field);
      unjoined = 0;
    } else if (numberedStep.test(text.slice(field.value.start, field.value.end))) {
      // What stands between the Plan and this part is in the Plan as well.
      joined.splice(joined.length - 1 - unjoined, unjoined + 1, extended(plan, field));
      unjoined = 0;
    } else {
      joined.push(field);
      unjoined++;
    }
  }
  return joined;
}

const numberedStep = /^[ \t]*\d{1,9}[.)][ \t]+\S/m;

function extended(plan: Field, part: Field): Field {
  const { name, nameRange, known, style, label } = plan;
  const start = plan.value.start < plan.value.end ? plan.value.start : part.label.start;
  const value = { start, end: part.value.end };
  return {
    name,
    nameRange,
    known,
    style,
    label,
    value,
    range: { start: plan.range.start, end: part.range.end },
  };
}
