import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MOTIONS } from '../src/main/backend/demo/motions/motions.ts';
import { SUBJECTS } from '../src/main/backend/demo/subjects/subjects.ts';
import { resolveFfmpeg } from '../src/main/ffmpeg/resolve.ts';
import { ROOT } from './command.ts';
import { type Exhibit, exhibit } from './gallery/exhibit.ts';
import { galleryPage } from './gallery/galleryPage.ts';

/**
 * node scripts/run.mjs gallery [subject]: cuts every motion of every subject of the demo generator and writes
 * docs/gallery.md with its pictures anew. Takes some minutes; with a subject, only its pictures are written.
 */

const FOLDER = join(ROOT, 'docs/gallery');
const [only] = process.argv.slice(2);
const ffmpeg = await resolveFfmpeg({ environment: process.env });
const exhibits: Exhibit[] = [];
mkdirSync(FOLDER, { recursive: true });
for (const subject of Object.keys(SUBJECTS)) {
  if (only !== undefined && only !== subject) continue;
  for (const motion of Object.keys(MOTIONS)) {
    const shown = await exhibit(subject, motion, ffmpeg);
    writeFileSync(join(FOLDER, `${subject}-${motion}.webp`), shown.picture);
    exhibits.push(shown);
    console.error(`${subject} ${motion}: ${shown.facts}`);
  }
}
if (only === undefined) writeFileSync(join(ROOT, 'docs/gallery.md'), galleryPage(exhibits));
