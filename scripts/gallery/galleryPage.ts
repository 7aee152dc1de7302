import type { Exhibit } from './exhibit.ts';

/** docs/gallery.md */
export function galleryPage(exhibits: readonly Exhibit[]): string {
  const subjects = [...new Set(exhibits.map(({ subject }) => subject))];
  return [
    '# Gallery',
    'Every motion of every subject that the demo generator draws, as it comes out with the settings as they are at first: 64 x 64 pixels, at most 24 colours, 12 frames a second, shown twice as large. From left to right: a frame of the video; the usual way, each frame shrunk and quantized by itself (sharp, 24 colours asked for); ours, the same moment; and four more frames of our loop.',
    '`npx node scripts/run.mjs gallery` makes this page anew.',
    ...subjects.flatMap((subject) => [
      `## ${subject[0]?.toUpperCase()}${subject.slice(1)}`,
      ...exhibits.filter((each) => each.subject === subject).map(section),
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}

function section({ subject, motion, facts }: Exhibit): string {
  return `**${motion}**: ${facts}\n\n![${subject}, ${motion}](gallery/${subject}-${motion}.webp)`;
}
