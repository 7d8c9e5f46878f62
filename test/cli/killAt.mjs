// Counts the calls by which a program writes to the disk, and kills it at one of them:
// `KILL_AT='before 7' node --import ./test/cli/killAt.mjs …`. `after 7` kills it when that call has done its work,
// `within 7` when half of the bytes are written. Without `KILL_AT` it names each call on standard error.
import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';

const { writeSync, promises } = fs;
const [moment, at] = (process.env.KILL_AT ?? '').split(' ');
let calls = 0;

/** Gives a promise of a process that does nothing any more. */
function die() {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}

/** A function that does what another does, and dies when it is its turn; half of it is done within a call. */
function counted(name, call, half) {
  return async function (...args) {
    const own = ++calls;
    if (moment === '') writeSync(2, `call ${name}\n`);
    if (own !== Number(at)) return call.apply(this, args);
    if (moment === 'before') return die();
    if (moment === 'within') await half.apply(this, args);
    try {
      return await (moment === 'after' ? call.apply(this, args) : die());
    } finally {
      await die();
    }
  };
}

/** The first half of a text or of bytes. */
function halfOf(bytes) {
  const all = Buffer.from(bytes);
  return all.subarray(0, all.length / 2);
}

const onHandles = 'appendFile chmod chown close datasync sync truncate utimes write writev';
const onPaths =
  'appendFile chmod chown copyFile cp lchown link lutimes mkdir mkdtemp rename rm rmdir symlink truncate unlink utimes';

const { open, writeFile } = promises;
promises.open = async (path, flags, ...rest) => {
  if (flags === undefined || flags === 'r') return open(path, flags, ...rest);
  const file = await counted('open', open)(path, flags, ...rest);
  for (const name of onHandles.split(' ')) file[name] = counted(name, file[name]);
  const write = file.writeFile.bind(file);
  file.writeFile = counted('writeFile', write, (bytes) => write(halfOf(bytes)));
  return file;
};
for (const name of onPaths.split(' ')) promises[name] = counted(name, promises[name]);
promises.writeFile = counted('writeFile', writeFile, (path, bytes) => writeFile(path, halfOf(bytes)));

// Whatever writes in another way would not be counted. Functions that call back are left to Node itself.
for (const name of [...onPaths.split(' '), 'writeFile', 'write', 'writev'].map((one) => `${one}Sync`))
  if (name in fs)
    fs[name] = () => {
      throw new Error(`${name} is not counted.`);
    };
syncBuiltinESMExports();
