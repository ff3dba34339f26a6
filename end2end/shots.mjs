/** Pictures of every main screen, on a phone and on a laptop, light and dark: `npm run shots [folder]`. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const folder = resolve(process.argv[2] ?? 'test-results/shots');
const run = spawnSync('npx', ['playwright', 'test', '--project=pages', '--output=test-results/pages'], {
  cwd: import.meta.dirname,
  stdio: 'inherit',
  env: { ...process.env, SHOTS: folder },
});
console.log(`Pictures are in ${folder}`);
process.exit(run.status ?? 1);
