// The server under test: the binary with a database of its own, and its command line.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Database, type Engine, freshDatabase } from './database.ts';

const run = promisify(execFile);

/** How long a server may take to say where it is, or to stop. */
const PATIENCE = 20_000;

/** Where cargo puts what it builds. */
export const TARGET = process.env.CARGO_TARGET_DIR || resolve(import.meta.dirname, '../../target');

/** The server's program. */
export const BINARY = resolve(process.env.CLIENTELE_BINARY || join(TARGET, 'release/clientele'));

export class Server {
  private constructor(
    /** Where it is, without a slash at the end. */
    readonly url: string,
    readonly directory: string,
    private readonly database: Database,
    private readonly child: ChildProcess,
  ) {}

  private static readonly said: string[] = [];

  /** What the servers of this worker have said since the last time they were asked. */
  static log(): string {
    return Server.said.splice(0).join('');
  }

  /** Starts a server on a free port, with an empty database. */
  static async start(engine: Engine): Promise<Server> {
    if (!existsSync(BINARY)) {
      throw new Error(`There is no server at ${BINARY}. Build it with bin/build, or name another in CLIENTELE_BINARY.`);
    }
    const directory = await mkdtemp(join(tmpdir(), 'clientele-journeys-'));
    const database = await freshDatabase(engine, directory);
    const child = spawn(BINARY, ['serve', '--addr', '127.0.0.1:0', '--allow-private-webhooks', '--database', database.url], {
      cwd: directory,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stderr.on('data', (text: Buffer) => Server.said.push(text.toString()));
    return new Server(await address(child), directory, database, child);
  }

  /** Does something on the command line, with this server's database; gives what was printed. */
  async cli(...args: string[]): Promise<string> {
    const { stdout } = await run(BINARY, [...args, '--database', this.database.url], {
      cwd: this.directory,
      env: environment(),
    });
    return stdout;
  }

  /** The same, read as JSON. */
  async json<T>(...args: string[]): Promise<T> {
    return JSON.parse(await this.cli(...args, '--json')) as T;
  }

  /** Stops it, looks whether every maintained figure is still exact, and takes its data away. */
  async stop(): Promise<void> {
    await ended(this.child);
    await this.cli('verify');
    await this.database.drop();
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** What surrounds the tests must not set the server up. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CLIENTELE_')));
}

/** Waits for the line that says where the server is. */
function address(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = '';
    const fail = (why: string) => {
      child.kill('SIGKILL');
      failed(new Error(`The server ${why}. It said:\n${said}`));
    };
    const late = setTimeout(() => fail('did not start in time'), PATIENCE);
    const hear = (text: Buffer) => {
      said += text;
      const line = /^Clientele is at (\S+)$/m.exec(said);
      if (line) {
        clearTimeout(late);
        found(line[1]);
      }
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', (error) => fail(`can't be run: ${error.message}`));
    child.once('exit', (code) => {
      clearTimeout(late);
      fail(`ended with status ${code}`);
    });
  });
}

/** Asks it to stop, and makes it stop when it does not. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  await new Promise<void>((gone) => {
    const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    child.once('exit', () => {
      clearTimeout(late);
      gone();
    });
    child.kill('SIGTERM');
  });
}
