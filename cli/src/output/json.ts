import { jsonText } from './jsonText.ts';
import { from } from './paths.ts';
import type { Writer } from './writer.ts';

/** Problems as JSON, for programs. Paths are from the current folder. */
export const asJson: Writer = ({ files, counts }, { cwd }) => {
  const path = from(cwd);
  const problems = files.flatMap(({ problems }) =>
    problems.map(({ file, related, ...problem }) => ({
      file: path(file),
      ...problem,
      ...(related && { related: related.map((place) => ({ ...place, file: path(place.file) })) }),
    })),
  );
  const checked = files.map((file) => path(file.path));
  return jsonText({ files: checked, counts, problems });
};
