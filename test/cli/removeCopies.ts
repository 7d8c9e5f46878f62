import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { writeFileSync } from 'node:fs';
import { applied, type LanguageClient, pulling } from '../protocol/languageClient.ts';
import { textsOf } from './queueOnDisk.ts';

/** Applies the quick fix of `task-in-two-files` wherever a language server finds that, and saves the files. */
export async function removeCopies(client: LanguageClient): Promise<void> {
  await client.start(pulling, undefined, ['']);
  for (const [name, text] of textsOf(client.folder)) {
    let uri = await client.open(name, text);
    for (;;) {
      const report = await client.pull(uri);
      assert.equal(report.kind, 'full');
      const found = report.items.find(({ code }) => code === 'task-in-two-files');
      if (!found) break;
      const at = client.document(uri).getText(found.range);
      const actions = await client.actions(uri, at, [found]);
      const fix = actions.find(({ title }) => title.startsWith('Remove this copy'));
      assert.ok(fix, actions.map(({ title }) => title).join());
      for (const [changed, after] of applied(client, fix.edit ? fix : await client.resolve(fix)))
        writeFileSync(fileURLToPath(changed), after);
      await client.close(uri);
      uri = await client.open(name, client.read(name));
    }
    await client.close(uri);
    await client.changeOnDisk(name, client.read(name));
  }
}
