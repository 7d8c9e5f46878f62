/** The text of a new BACKLOG.md: its instructions and a few shelves. Line ends are LF, as in all of these. */
export const backlogTemplate = `# Backlog

<!--
SYSTEM INSTRUCTIONS — BACKLOG.md (agent-enforced)

Purpose: tasks that nobody works on yet. TODO.md is filled from here.

Workflow and templates: TASKS.md

Rules:
1) Every task is wrapped in its own block:
   ## task_begin
   ## task_end
2) Every task has its tags in the header:
   ### # [id:...][type:...][priority:...][component:...] Title
3) Tasks of one type and one priority stand together:
   ## group_begin [type:X][priority:Y]
   ## group_end
4) Filling TODO.md:
   a) Choose ONE group.
   b) Take up to 5 tasks in listed order. Pass over those that are incomplete.
   c) Move each whole task block: copy it, then delete it here.
5) Do not rewrite a task, except to normalise its formatting, correct its tags, or add missing fields.
6) Do not reorder the tasks of a group.
7) REQUIRED FIELDS:
   - **Plan:** Minimum 3 numbered steps
   - **Estimated Effort:** an amount of time
   - **Relevant Documentation:** files under docs/
   - A task without these is incomplete: it stays here
-->

## group_begin [type:bug][priority:critical]
## Bugs — critical

## group_end

## group_begin [type:dev][priority:high]
## Development — high

## group_end

## group_begin [type:dev][priority:medium]
## Development — medium

## group_end

## group_begin [type:test][priority:medium]
## Tests — medium

## group_end

## group_begin [type:docs][priority:low]
## Documentation — low

## group_end
`;

/**
 * The text of a new TODO.md. Its instructions say to agents what this product checks, in the words by which the
 * policy is read from them.
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

/** The text of a new TASK_INDEX.md, which has no entries yet. */
export const indexTemplate = `# Task Index

<!--
SYSTEM INSTRUCTIONS — TASK_INDEX.md (agent-enforced)

Purpose: where each task is.

Rules:
1) Every task has an entry of its own, the newest last:
   ## index_entry_begin
   ## index_entry_end
2) A new task gets an entry at the end.
3) When a task moves or its Status changes, change \`location\` and \`status\` here as well.
4) When a task is archived, add \`completed: YYYY-MM-DD\`.
5) Status: todo | in-progress | blocked | done
6) Location: BACKLOG.md | TODO.md | ARCHIVE.md
-->

---
`;

/** The text of a new TASKS.md: the workflow in prose. It holds no tasks; its examples stand in fenced code. */
export const tasksTemplate = `# Tasks

How people and agents work with the task files of this folder.

| file            | holds                                                 |
| --------------- | ----------------------------------------------------- |
| \`BACKLOG.md\`    | tasks that nobody works on yet, in groups             |
| \`TODO.md\`       | the active batch: one type, at most five tasks        |
| \`ARCHIVE.md\`    | what is done; tasks are appended and never changed    |
| \`TASK_INDEX.md\` | an entry for each task: where it is, and its status   |

## Workflow

1. **Write** a task into the group of its type and priority in \`BACKLOG.md\`, with the next free id, and an entry into
   \`TASK_INDEX.md\`.
2. **Complete** it: a Plan of at least three numbered steps, an Estimated Effort, and the files under \`docs/\` that one
   has to know. A task without these is not promoted.
3. **Promote** a group: up to five of its tasks move to \`TODO.md\`, in their order, each block as it is.
4. **Work** on the tasks of \`TODO.md\` and on no others. Status: \`todo\`, \`in-progress\`, \`blocked\` or \`done\`.
5. **Archive** what is done: the block moves to the end of \`ARCHIVE.md\`, with the day of its completion.

An id is \`TASK-YYYYMMDD-NNN\`: the day on which the task was written, and a number. It is never used again.

## Templates

A task:

\`\`\`markdown
## task_begin
### # [id:TASK-YYYYMMDD-NNN][type:TYPE][priority:PRIORITY][component:COMPONENT] Title
**Status:** todo  
**Description:** One paragraph describing the work and why.  
**Acceptance Criteria:**  
- [ ] Concrete verifiable outcome 1
- [ ] Concrete verifiable outcome 2
**Relevant Documentation:** \`docs/section/file.md\`  
**Plan:**  
1. Step 1
2. Step 2
3. Step 3
**Estimated Effort:** X hours / Y days / Z weeks
## task_end
\`\`\`

An entry of the index:

\`\`\`markdown
## index_entry_begin
[id:TASK-YYYYMMDD-NNN]  
type: TYPE  
priority: PRIORITY  
component: COMPONENT  
status: todo  
location: BACKLOG.md  
created: YYYY-MM-DD  
title: Title  
## index_entry_end
\`\`\`
`;
