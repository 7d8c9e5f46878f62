/**
 * The text of a new TODO.md. Its instructions say to agents what this product checks, in the words by which the
 * policy is read from them. Line ends are LF.
 */
export const todoTemplate = `# Active Tasks

<!--
SYSTEM INSTRUCTIONS — TODO.md (agent-enforced)

Purpose: the active batch. Work on these tasks and on no others.

Rules:
1) Every task is wrapped in its own block:
   ## task_begin
   ## task_end
2) Every task has its tags in the header:
   ### # [id:...][type:...][priority:...][component:...] Title
3) Batch:
   - One [type:*] at a time.
   - Batch size target: 5 tasks.
   - Tasks come from BACKLOG.md by promotion. Do not add them by hand.
4) Keep the order in which the tasks were moved.
5) When a task is done, move its whole block to the end of ARCHIVE.md.
6) Keep Notes <= 10 lines.
7) REQUIRED FIELDS:
   - **Plan:** Minimum 3 numbered steps
   - **Estimated Effort:** an amount of time
   - **Relevant Documentation:** files under docs/
   - A task without these is incomplete: send it back to BACKLOG.md
-->

## Current Batch Focus
**Batch Type:** (none)
**Batch Goal:** (set when tasks are promoted)

---
`;

/** The text of a new ARCHIVE.md, likewise. */
export const archiveTemplate = `# Completed Tasks

<!--
SYSTEM INSTRUCTIONS — ARCHIVE.md (agent-enforced)

Purpose: what was done, in the order in which it was done.

Rules:
1) APPEND-ONLY: a task comes in at the very end, as the whole task block that it was in TODO.md:
   ## task_begin
   ## task_end
2) Change nothing in a task that is here.
3) Each task has:
   **Status:** done
   **Completed:** YYYY-MM-DD
   **Assignee:** @agent
4) Final Summary <= 8 lines.
-->

---
`;
