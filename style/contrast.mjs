// Reads tokens.css and prints the contrast of every pair of colours that meet on a page, in both themes.
// Fails when one is below its WCAG 2.2 AA bound: 4.5 for text, 3 for edges and the focus ring.
// The last lines try 4,913 accents spread over all of sRGB, since an organisation may bring any.
//
//     node style/contrast.mjs
import { readFileSync } from "node:fs";

const source = readFileSync(new URL("./tokens.css", import.meta.url), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");

/** The declarations of each theme; a later one wins, as in the browser. */
function theme(dark) {
  const start = source.indexOf("@media (prefers-color-scheme: dark)");
  const end = source.indexOf("@media print");
  const text = source.slice(0, start) + (dark ? source.slice(start, end) : "");
  return Object.fromEntries([...text.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));
}

const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const gamma = (c) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);

function toOklch(rgb) {
  const [r, g, b] = rgb.map(linear);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, Math.hypot(a, bb), Math.atan2(bb, a)];
}

/** Colours outside sRGB are clipped, as screens do. */
function fromOklch([light, chroma, hue]) {
  const a = chroma * Math.cos(hue), b = chroma * Math.sin(hue);
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((c) => gamma(Math.min(1, Math.max(0, c))));
}

/** The small part of CSS that tokens.css uses: hex, var(), oklch(from …) with min and clamp. */
function colour(value, names) {
  const hex = value.match(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i)?.[1];
  if (hex) return (hex.length === 3 ? [...hex].map((c) => c + c) : hex.match(/../g)).map((c) => parseInt(c, 16) / 255);
  const name = value.match(/^var\((--[\w-]+)\)$/)?.[1];
  if (name) return colour(names[name], names);
  const [, from, light, chroma] = value.match(/^oklch\(from (var\(--[\w-]+\)) (l|min\(.*?\)|clamp\(.*?\)) (c|min\(.*?\)) h\)$/);
  const [l, c, h] = toOklch(colour(from, names));
  const held = (text, x) => {
    const n = text.match(/[\d.]+/g)?.map(Number) ?? [];
    if (text.startsWith("min")) return Math.min(x, n[0]);
    return text.startsWith("clamp") ? Math.min(Math.max(x, n[0]), n[1]) : x;
  };
  return fromOklch([held(light, l), held(chroma, c), h]);
}

const luminance = (rgb) => rgb.map(linear).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
function ratio(a, b, names) {
  const [low, high] = [a, b].map((n) => luminance(colour(`var(--${n})`, names))).sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const accentPairs = [["accent-ink", "ground", 4.5], ["accent-ink", "panel", 4.5], ["accent-ink", "warn-panel", 4.5],
  ["accent-ink", "good-panel", 4.5], ["on-accent", "accent-ink", 4.5], ["on-band", "band", 4.5]];
const pairs = [["ink", "ground", 4.5], ["ink", "panel", 4.5], ["ink", "warn-panel", 4.5], ["ink", "good-panel", 4.5],
  ["quiet", "ground", 4.5], ["quiet", "panel", 4.5], ["quiet", "warn-panel", 4.5], ...accentPairs,
  ["stop-ink", "ground", 4.5], ["stop-ink", "stop-panel", 4.5], ["on-stop", "stop-ink", 4.5],
  ["warn-ink", "ground", 4.5], ["warn-ink", "warn-panel", 4.5], ["good-ink", "ground", 4.5], ["good-ink", "good-panel", 4.5],
  ["on-demo", "demo", 4.5], ["edge", "ground", 3], ["edge", "panel", 3], ["focus", "ground", 3], ["focus", "panel", 3],
  ["focus", "warn-panel", 3], ["focus", "good-panel", 3]];

const light = theme(false), dark = theme(true);
let bad = 0;
const line = (what, bound, l, d) => {
  if (Math.min(l, d) < bound) bad += 1;
  console.log(`| ${what} | ${bound} | ${l.toFixed(2)} | ${d.toFixed(2)} |`);
};
console.log("| colours | at least | light | dark |\n|---|---|---|---|");
for (const [a, b, bound] of pairs) line(`\`${a}\` on \`${b}\``, bound, ratio(a, b, light), ratio(a, b, dark));

const hex = (n) => Math.min(255, n * 16).toString(16).padStart(2, "0");
const steps = [...Array(17).keys()];
const accents = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `#${hex(r)}${hex(g)}${hex(b)}`)));
for (const [a, b, bound] of accentPairs) {
  const worst = (names) => Math.min(...accents.map((accent) => ratio(a, b, { ...names, "--accent": accent })));
  line(`\`${a}\` on \`${b}\`, worst of any accent`, bound, worst(light), worst(dark));
}
process.exitCode = bad ? 1 : 0;
