import { globSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './command.ts';

/**
 * PngSuite, Willem van Schaik's test pictures for readers of PNG (http://www.schaik.com/pngsuite/). Debian has them among
 * the examples of another package.
 */
const PACKAGE = 'libsixel-examples';
const INSTALLED = `/usr/share/doc/${PACKAGE}/examples/images/pngsuite`;
const UNPACKED = join(ROOT, 'node_modules/.cache/celkiln/pngsuite');
/** So many there are at least; later editions have a few more. */
const PICTURES = 174;

/** How to get the suite by hand. */
export const PNG_SUITE_REMEDY = `PngSuite, the test pictures for readers of PNG, is missing. Get it with:
  mkdir -p ${UNPACKED} && curl -fL http://www.schaik.com/pngsuite/PngSuite-2017jul19.tgz | tar -xz -C ${UNPACKED}
or, on Debian and Ubuntu, with: sudo apt-get install ${PACKAGE}`;

/** The paths of its pictures, those that are damaged on purpose among them; none where the suite is not whole. */
export function pngSuite(): readonly string[] {
  for (const folder of [INSTALLED, UNPACKED]) {
    const pictures = globSync('**/*.png', { cwd: folder }).toSorted();
    if (pictures.length >= PICTURES) return pictures.map((file) => join(folder, file));
  }
  return [];
}

/**
 * Fetches the suite if it is missing, or says how to; false when it still is. It is unpacked and not installed: that needs
 * no rights, and images of Debian for containers leave out what a package has for /usr/share/doc.
 */
export async function ensurePngSuite(): Promise<boolean> {
  if (pngSuite().length > 0) return true;
  console.error('PngSuite is missing: a test reads its pictures.');
  if (process.platform === 'linux' && !(await unpacked()) && process.getuid?.() === 0) {
    // The lists of packages may be missing as well, and only root may fetch those.
    if ((await run('apt-get', ['update', '-q']).catch(() => 1)) === 0) await unpacked();
  }
  if (pngSuite().length > 0) return true;
  console.error(PNG_SUITE_REMEDY);
  return false;
}

/** Whether the package could be fetched, and the suite unpacked out of it. */
async function unpacked(): Promise<boolean> {
  mkdirSync(UNPACKED, { recursive: true });
  const script = `set -e; cd "$1"; rm -rf ./*
    apt-get download -q ${PACKAGE}
    dpkg-deb -x ./*.deb .
    mv .${INSTALLED}/* .
    rm -rf usr ./*.deb`;
  return (await run('sh', ['-c', script, 'sh', UNPACKED]).catch(() => 1)) === 0;
}
