/** Pictures of every screen, on a phone and on a laptop, light and dark: `npm run shots [folder]`. With `--pictures` the
 * README's three are replaced as well. They are taken while the `pages` tests look at it. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

const given = process.argv.slice(2).filter((one) => one !== '--pictures');
const folder = resolve(given[0] ?? 'test-results/shots');
const run = spawnSync('npx', ['playwright', 'test', '--project=pages', '--output=test-results/pages'], {
  cwd: import.meta.dirname,
  stdio: 'inherit',
  env: { ...process.env, SHOTS: folder },
});
console.log(`Pictures are in ${folder}`);
if (!process.argv.includes('--pictures')) process.exit(run.status ?? 1);
// The three that the README shows.
const pictures = resolve(import.meta.dirname, 'pictures');
mkdirSync(pictures, { recursive: true });
for (const [shot, picture] of [['sent--phone', 'sent'], ['review-reach--phone', 'review'], ['desk-queue--laptop', 'desk']]) {
  const from = resolve(folder, 'first', `${shot}.png`);
  if (run.status === 0 && existsSync(from)) copyFileSync(from, resolve(pictures, `${picture}.png`));
}
process.exit(run.status ?? 1);
