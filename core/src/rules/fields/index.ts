import type { Rule } from '../rule.ts';
import { directoryDocument } from './directory-document.ts';
import { documentationOutsideDocs } from './documentation-outside-docs.ts';
import { duplicateField } from './duplicate-field.ts';
import { fieldTypo } from './field-typo.ts';
import { invalidDate } from './invalid-date.ts';
import { invalidStatus } from './invalid-status.ts';
import { missingDocument } from './missing-document.ts';
import { missingDocumentation } from './missing-documentation.ts';
import { missingEffort } from './missing-effort.ts';
import { missingField } from './missing-field.ts';
import { missingPlan } from './missing-plan.ts';
import { missingStatus } from './missing-status.ts';
import { placeholderText } from './placeholder-text.ts';
import { planNumbering } from './plan-numbering.ts';
import { shortPlan } from './short-plan.ts';
import { unreadableEffort } from './unreadable-effort.ts';

/** The rules about the fields of tasks, in the order of the tables. */
export const fieldRules: readonly Rule[] = [
  missingPlan,
  missingEffort,
  missingDocumentation,
  missingField,
  shortPlan,
  planNumbering,
  unreadableEffort,
  documentationOutsideDocs,
  missingDocument,
  directoryDocument,
  placeholderText,
  invalidStatus,
  missingStatus,
  fieldTypo,
  duplicateField,
  invalidDate,
];
