import { expect, test } from 'vitest';
import { addEmptyFrame, linkCel } from '../../../shared/sprite/edits/frameEdits.ts';
import { setLayer as changeLayer } from '../../../shared/sprite/edits/layerEdits.ts';
import { setColorMode } from '../../../shared/sprite/edits/spriteEdits.ts';
import { paletteOf } from '../../../shared/sprite/palette.ts';
import { differingTiles } from '../../../shared/sprite/raster.ts';
import { selectRect } from '../../../shared/sprite/selection.ts';
import { chooseTool, setBackground, setForeground, setOption } from '../actions.ts';
import { edit, redoActive, setFrame, setSelection, undoActive } from '../documents.ts';
import { cancelGesture, contextOf, release } from '../pointer.ts';
import type { Session } from '../session.ts';
import { BLUE, documentOf, GREEN, gesture, hold, pictureOf, RED, rows, sessionWith } from '../testSession.ts';
import { addBrushed, startPainting } from './paintStroke.ts';

const start = setBackground(setForeground(sessionWith({ width: 8, height: 6 }), RED), BLUE);

function expectPicture(session: Session, picture: string): void {
  expect(`\n${pictureOf(session)}`).toBe(`\n${rows(picture)}`);
}

test('the pencil joins the places that the pointer was at', () => {
  expectPicture(
    gesture(start, [
      [1, 1],
      [4, 1],
      [6, 4],
    ]),
    `
    ........
    .RRRR...
    .....R..
    .....R..
    ......R.
    ........`,
  );
});

test('the right button draws with the background colour', () => {
  expectPicture(
    gesture(
      start,
      [
        [0, 0],
        [2, 0],
      ],
      { right: true },
    ),
    `
    BBB.....
    ........
    ........
    ........
    ........
    ........`,
  );
});

test('Shift draws a line from where the last one ended', () => {
  const first = gesture(start, [[1, 1]]);
  expectPicture(
    gesture(first, [[5, 1]], { shift: true }),
    `
    ........
    .RRRRR..
    ........
    ........
    ........
    ........`,
  );
});

test('brushes of 2, 3 and 4 pixels are a square, a plus and a square without corners', () => {
  const with3 = setOption(start, { brushSize: 3 });
  expectPicture(
    gesture(with3, [[1, 1]]),
    `
    .R......
    RRR.....
    .R......
    ........
    ........
    ........`,
  );
  expectPicture(
    gesture(setOption(start, { brushSize: 4 }), [[4, 3]]),
    `
    ........
    ...RR...
    ..RRRR..
    ..RRRR..
    ...RR...
    ........`,
  );
  expectPicture(
    gesture(setOption(start, { brushSize: 2 }), [[4, 3]]),
    `
    ........
    ........
    ...RR...
    ...RR...
    ........
    ........`,
  );
});

test('pixel perfect leaves out the corners of a thin line, and only those', () => {
  const stairs = [
    [1, 1],
    [2, 1],
    [2, 2],
    [3, 2],
    [3, 3],
    [4, 3],
    [5, 3],
  ] as const;
  expectPicture(
    gesture(start, stairs),
    `
    ........
    .RR.....
    ..RR....
    ...RRR..
    ........
    ........`,
  );
  expectPicture(
    gesture(setOption(start, { pixelPerfect: true }), stairs),
    `
    ........
    .R......
    ..R.....
    ...RRR..
    ........
    ........`,
  );
});

test('a translucent colour is laid over a pixel once in a stroke', () => {
  const half = setForeground(start, 0x80ffffff);
  const once = gesture(half, [[1, 1]]);
  expect(
    pictureOf(
      gesture(half, [
        [1, 1],
        [2, 1],
        [1, 1],
      ]),
    )
      .split('\n')[1]
      ?.slice(0, 2),
  ).toBe(pictureOf(once).split('\n')[1]?.slice(0, 2));
  expect(pictureOf(gesture(once, [[1, 1]]))).not.toBe(pictureOf(once));
});

test('the eraser clears, and a cel in which nothing is left goes', () => {
  const drawn = gesture(start, [
    [1, 1],
    [3, 1],
  ]);
  const erased = gesture(chooseTool(drawn, 'eraser'), [
    [0, 1],
    [4, 1],
  ]);
  const { sprite } = documentOf(erased).history.now;
  expect(sprite.layers[0]?.kind === 'image' && sprite.layers[0].cels.size).toBe(0);
  expectPicture(undoActive(erased), pictureOf(drawn));
});

test('nothing is drawn outside the canvas or the selection', () => {
  const selected = setSelection(start, selectRect({ x: 2, y: 1, width: 3, height: 2 }), 'select');
  expectPicture(
    gesture(setOption(selected, { brushSize: 5 }), [
      [-3, 2],
      [9, 2],
    ]),
    `
    ........
    ..RRR...
    ..RRR...
    ........
    ........
    ........`,
  );
});

test('a line keeps to clean angles with Shift', () => {
  const line = chooseTool(start, 'line');
  expectPicture(
    gesture(
      line,
      [
        [0, 0],
        [6, 2],
      ],
      { shift: true },
    ),
    `
    R.......
    .RR.....
    ...RR...
    .....RR.
    ........
    ........`,
  );
});

test('a rectangle is an outline or filled; Shift makes it square', () => {
  const rectangle = chooseTool(start, 'rectangle');
  expectPicture(
    gesture(rectangle, [
      [1, 1],
      [6, 4],
    ]),
    `
    ........
    .RRRRRR.
    .R....R.
    .R....R.
    .RRRRRR.
    ........`,
  );
  expectPicture(
    gesture(
      setOption(rectangle, { filled: true }),
      [
        [1, 1],
        [3, 2],
      ],
      { shift: true },
    ),
    `
    ........
    .RRR....
    .RRR....
    .RRR....
    ........
    ........`,
  );
});

test('the bucket fills what touches, or all of one colour', () => {
  const walls = gesture(
    gesture(start, [
      [3, 0],
      [3, 5],
    ]),
    [
      [0, 3],
      [3, 3],
    ],
  );
  const bucket = setForeground(chooseTool(walls, 'bucket'), GREEN);
  expectPicture(
    gesture(bucket, [[0, 0]]),
    `
    GGGR....
    GGGR....
    GGGR....
    RRRR....
    ...R....
    ...R....`,
  );
  expectPicture(
    gesture(setOption(bucket, { contiguous: false }), [[3, 3]]),
    `
    ...G....
    ...G....
    ...G....
    GGGG....
    ...G....
    ...G....`,
  );
});

test('the eyedropper takes the colour, for the button that was used', () => {
  const drawn = setForeground(gesture(start, [[2, 2]]), GREEN);
  const picking = chooseTool(drawn, 'eyedropper');
  expect(gesture(picking, [[2, 2]]).foreground).toBe(RED);
  expect(gesture(picking, [[2, 2]], { right: true }).background).toBe(RED);
  expect(gesture(picking, [[20, 2]]).foreground).toBe(GREEN);
});

test('the marquee selects, adds, takes away, and a click deselects', () => {
  const marquee = chooseTool(start, 'marquee');
  const selected = gesture(marquee, [
    [1, 1],
    [4, 3],
  ]);
  expect(documentOf(selected).history.now.selection?.bounds).toEqual({ x: 1, y: 1, width: 4, height: 3 });
  const more = gesture(
    selected,
    [
      [6, 0],
      [7, 0],
    ],
    { shift: true },
  );
  expect(documentOf(more).history.now.selection?.bounds).toEqual({ x: 1, y: 0, width: 7, height: 4 });
  const less = gesture(
    more,
    [
      [0, 0],
      [3, 5],
    ],
    { shift: true, alt: true },
  );
  expect(documentOf(less).history.now.selection?.bounds).toEqual({ x: 4, y: 0, width: 4, height: 4 });
  expect(documentOf(gesture(less, [[0, 5]])).history.now.selection).toBeNull();
});

test('dragging inside a selection moves its pixels, with the selection, as one step', () => {
  const drawn = gesture(start, [
    [1, 1],
    [2, 1],
  ]);
  const selected = gesture(chooseTool(drawn, 'marquee'), [
    [1, 1],
    [2, 2],
  ]);
  const moved = gesture(selected, [
    [1, 1],
    [4, 3],
  ]);
  expectPicture(
    moved,
    `
    ........
    ........
    ........
    ....RR..
    ........
    ........`,
  );
  expect(documentOf(moved).history.now.selection?.bounds).toEqual({ x: 4, y: 3, width: 2, height: 2 });
  expectPicture(undoActive(moved), pictureOf(drawn));
  expectPicture(
    gesture(
      selected,
      [
        [1, 1],
        [4, 3],
      ],
      { mod: true },
    ),
    `
    ........
    .RR.....
    ........
    ....RR..
    ........
    ........`,
  );
});

test('the move tool moves the cel and keeps its pixels', () => {
  const drawn = gesture(start, [
    [1, 1],
    [2, 1],
  ]);
  const before = documentOf(drawn).history.now.sprite.layers[0];
  const moved = gesture(chooseTool(drawn, 'move'), [
    [0, 0],
    [3, 2],
  ]);
  const after = documentOf(moved).history.now.sprite.layers[0];
  expectPicture(
    moved,
    `
    ........
    ........
    ........
    ....RR..
    ........
    ........`,
  );
  if (before?.kind !== 'image' || after?.kind !== 'image') throw new Error('Image layers were expected.');
  expect([...after.cels.values()][0]?.content).toBe([...before.cels.values()][0]?.content);
});

test('a gesture shows what it would do; Esc drops it; letting go makes it one step', () => {
  const held = hold(start, [
    [0, 0],
    [3, 0],
  ]);
  expectPicture(
    held,
    `
    RRRR....
    ........
    ........
    ........
    ........
    ........`,
  );
  expect(documentOf(held).history.past).toHaveLength(0);
  expect(pictureOf(cancelGesture(held))).toBe(pictureOf(start));
  const done = release(held);
  expect(documentOf(done).history.past).toHaveLength(1);
  expect(pictureOf(undoActive(done))).toBe(pictureOf(start));
  expect(pictureOf(redoActive(undoActive(done)))).toBe(pictureOf(done));
});

test('locked and hidden layers are not drawn on', () => {
  const { layer } = documentOf(start);
  const locked = edit(start, 'lock', changeLayer(layer, { editable: false }));
  expect(pictureOf(gesture(locked, [[1, 1]]))).toBe(pictureOf(start));
  const hidden = edit(start, 'hide', changeLayer(layer, { visible: false }));
  expect(documentOf(gesture(hidden, [[1, 1]])).history).toBe(documentOf(hidden).history);
});

test('drawing on a linked cel draws on all of its links', () => {
  const drawn = gesture(start, [[1, 1]]);
  const { layer, frame } = documentOf(drawn);
  const longer = edit(drawn, 'frame', addEmptyFrame(1));
  const second = documentOf(longer).history.now.sprite.frames[1]?.id ?? frame;
  const linked = gesture(edit(longer, 'link', linkCel(layer, frame, second)), [[3, 3]]);
  expect(pictureOf(setFrame(linked, second))).toBe(pictureOf(linked));
  expectPicture(
    linked,
    `
    ........
    .R......
    ........
    ...R....
    ........
    ........`,
  );
});

test('in an indexed sprite the nearest entry is drawn, and clear colours erase', () => {
  const palette = paletteOf([0, RED, GREEN]);
  const indexed = edit(sessionWith({ width: 4, height: 2, palette }), 'mode', setColorMode('indexed'));
  const drawn = gesture(setForeground(indexed, 0xff1010e0), [
    [0, 0],
    [2, 0],
  ]);
  expectPicture(
    drawn,
    `
    RRR.
    ....`,
  );
  expectPicture(
    gesture(setForeground(drawn, 0), [[1, 0]]),
    `
    R.R.
    ....`,
  );
});

test('going on with a long stroke costs what is added: new pixels, and the tiles they lie in', () => {
  const wide = setOption(sessionWith({ width: 512, height: 512 }), { brushSize: 32 });
  const held = hold(chooseTool(wide, 'pencil'), [[0, 200]]);
  const context = { ...contextOf(held, documentOf(held), 'left'), color: RED };
  let inked = 0;
  const ink = (): number => {
    inked++;
    return RED;
  };
  const path = Array.from({ length: 400 }, (_, x) => ({ x, y: Math.round(200 + 100 * Math.sin(x / 20)) }));
  const long = addBrushed(startPainting(context, ink), (visit) => {
    for (const { x, y } of path) visit(x, y);
  });
  const before = inked;
  const longer = addBrushed(long, (visit) => visit(400, path.at(-1)?.y ?? 0));
  expect(before).toBeGreaterThan(20_000);
  expect(inked - before).toBeLessThan(64);
  expect([...differingTiles(long.painted, longer.painted)].length).toBeLessThanOrEqual(4);
});
