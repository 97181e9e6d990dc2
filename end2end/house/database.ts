// A fresh database for a server: a file of its own, or a database of its own on the PostgreSQL server for tests.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type Engine = 'sqlite' | 'postgres';

/** Where throw-away PostgreSQL databases can be made; an address without a database name. */
export const POSTGRES = process.env.CLIENTELE_TEST_POSTGRES?.replace(/\/+$/, '');

export interface Database {
  url: string;
  /** Takes it away again. */
  drop(): Promise<void>;
}

/** An empty database. What an SQLite file leaves behind goes with its directory. */
export async function freshDatabase(engine: Engine, directory: string): Promise<Database> {
  if (engine === 'sqlite') {
    return { url: `sqlite://${join(directory, 'clientele.db')}`, drop: async () => {} };
  }
  const name = `journeys_${process.pid}_${Date.now()}`;
  await sql(`CREATE DATABASE ${name}`);
  return { url: `${POSTGRES}/${name}`, drop: () => sql(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function sql(statement: string): Promise<void> {
  await run('psql', ['--no-psqlrc', '--quiet', '--dbname', `${POSTGRES}/postgres`, '--command', statement]);
}
