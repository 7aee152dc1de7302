import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { labelOf, type ShippedPackage, shippedPackages } from './shippedPackages.ts';

const HEAD = `# Third-party notices

Celkiln itself is under the MIT licence (see LICENSE). It comes with the work of others, listed here with their licences.
This file is made by \`node scripts/run.mjs notices\` from the lockfile and the installed packages.

## Programs

**Electron** and **Chromium**: the packaged application brings \`LICENSE.electron.txt\` and \`LICENSES.chromium.html\`.

**FFmpeg** (GPL-3.0-or-later): a separate program that Celkiln starts; it is not linked into it. Installers bring the
build of the package ffmpeg-static, whose licence and build notes lie beside the program in
\`resources/app.asar.unpacked/node_modules/ffmpeg-static\`. Its source: https://ffmpeg.org/download.html; the builds and
their sources: https://github.com/eugeneware/ffmpeg-static. Video formats such as H.264 may be covered by patents where
you live.

**libvips** and the libraries in it (LGPL-3.0-or-later and others): part of the packages \`@img/sharp-*\`, as a shared
library that can be exchanged, and inside the WebAssembly module of \`@img/sharp-wasm32\`. The licences of its parts:
https://github.com/lovell/sharp-libvips/blob/main/THIRD-PARTY-NOTICES.md; sources and build scripts:
https://github.com/lovell/sharp-libvips.

**PostgreSQL**: inside the WebAssembly module of \`@electric-sql/pglite\`, under the PostgreSQL licence:
https://www.postgresql.org/about/licence. Sources: https://github.com/electric-sql/pglite.

**AssemblyScript** (Apache-2.0; text below): a function of its library, \`Mathf.pow\`, which goes back to musl (MIT), is
compiled into the kernel that cuts clips. Sources: https://github.com/AssemblyScript/assemblyscript.

## Packages

Each package's own licence file also lies in the application, beside the package. Those marked \\* come only with
the installers of their system.

`;

/** The text of THIRD_PARTY_NOTICES.md. Throws when a package that is always shipped brings no licence text. */
export function makeNotices(root: string): string {
  const packages = shippedPackages(root);
  const rows = packages.map((each) => `| ${labelOf(each)}${each.optional ? ' \\*' : ''} | ${each.license} |`);
  const table = ['| package | licence |', '|---|---|', ...rows].join('\n');
  const texts = [...groupByText(root, packages)].map(
    ([text, owners]) => `### ${owners.map(labelOf).join(', ')}\n\n${fenced(text)}\n`,
  );
  return `${HEAD}${table}\n\n## Licence texts\n\n${texts.join('\n')}`;
}

function groupByText(root: string, packages: readonly ShippedPackage[]): Map<string, ShippedPackage[]> {
  const groups = new Map<string, ShippedPackage[]>();
  for (const each of packages) {
    if (each.optional) continue;
    const text = licenseText(join(root, each.folder));
    if (text === '') throw new Error(`${labelOf(each)} brings no licence text.`);
    groups.set(text, [...(groups.get(text) ?? []), each]);
  }
  return groups;
}

function licenseText(folder: string): string {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.toSorted().map((file) => readFileSync(join(folder, file), 'utf8'));
  return texts
    .map((text) =>
      text
        .replaceAll('\r\n', '\n')
        .replaceAll(/[ \t]+$/gm, '')
        .trim(),
    )
    .join('\n\n');
}

function fenced(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}
