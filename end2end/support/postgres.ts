/** Databases of their own on the PostgreSQL that `.ci/postgres run` starts. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';

/** Its address, or nothing where there is none. */
export const POSTGRES = process.env.LATCHKEY_TEST_POSTGRES;

/** Makes an empty database; its address. */
export function newDatabase(): string {
  if (!POSTGRES) throw new Error('LATCHKEY_TEST_POSTGRES is not set: run this with .ci/postgres run');
  const where = execFileSync(resolve(import.meta.dirname, '../../.ci/postgres'), ['where'], { encoding: 'utf8' }).trim();
  const name = `e2e_${randomBytes(6).toString('hex')}`;
  execFileSync(join(where, 'psql'), [POSTGRES, '-qc', `CREATE DATABASE ${name}`]);
  const address = new URL(POSTGRES);
  address.pathname = `/${name}`;
  return address.href;
}
