import type { Point } from '../../shared/sprite/rect.ts';
import { setPointer, setViewport } from '../editor/actions.ts';
import { setView, spriteOf } from '../editor/documents.ts';
import type { Editor } from '../editor/editor.ts';
import { shownView } from '../editor/pointer.ts';
import { activeDocument, type Session } from '../editor/session.ts';
import { fitView, type Viewport } from '../editor/view.ts';
import { canvasColors } from './canvasColors.ts';
import { type CanvasColors, drawScene } from './drawScene.ts';
import { FrameImages } from './frameImages.ts';
import { pixelUnder, place } from './placement.ts';
import { type Scene, sceneOf } from './scene.ts';

/** Milliseconds between two steps of the dashes around a selection. */
const DASH_STEP = 120;

/** Keeps a canvas element showing the active document: draws when something changed, and while something moves. */
export class CanvasView {
  readonly #editor: Editor;
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #images = new FrameImages();
  readonly #still = matchMedia('(prefers-reduced-motion: reduce)');
  readonly #stop: (() => void)[] = [];
  #colors: CanvasColors;
  #request = 0;

  constructor(editor: Editor, canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d', { alpha: false });
    if (context === null) throw new Error('This system cannot draw on a canvas.');
    this.#editor = editor;
    this.#canvas = canvas;
    this.#context = context;
    this.#colors = canvasColors(canvas);
    this.#stop.push(editor.store.subscribe(() => this.#schedule()));
    this.#watchSize();
    this.#watchTheme();
  }

  /** From CSS pixels within the canvas to fractional sprite pixels. */
  pixelAt(at: Point): Point {
    const session = this.#editor.store.get();
    const document = activeDocument(session);
    if (document === undefined) return { x: 0, y: 0 };
    const { viewport } = session;
    const placement = place(shownView(document), viewport);
    return pixelUnder(placement, viewport, at);
  }

  /** The pointer is over this place of the canvas; null: it has left. */
  point(at: Point | null): void {
    const pixel = at && this.pixelAt(at);
    this.#editor.store.update((session) =>
      setPointer(session, pixel && { x: Math.floor(pixel.x), y: Math.floor(pixel.y) }),
    );
  }

  close(): void {
    for (const stop of this.#stop) stop();
    cancelAnimationFrame(this.#request);
  }

  #schedule(): void {
    if (this.#request === 0) this.#request = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    this.#request = 0;
    const now = this.#editor.clock();
    const session = this.#editor.store.get();
    const scene = sceneOf(session, now);
    if (scene === null) return;
    drawScene(scene, {
      context: this.#context,
      viewport: session.viewport,
      colors: this.#colors,
      images: this.#images,
      dash: this.#still.matches ? 0 : Math.floor(now / DASH_STEP),
    });
    if (this.#moves(scene)) this.#schedule();
  }

  #moves({ playing, selection }: Scene): boolean {
    return playing || (selection !== null && !this.#still.matches);
  }

  #watchSize(): void {
    const observer = new ResizeObserver(([entry]) => {
      const device = entry?.devicePixelContentBoxSize?.[0];
      const css = entry?.contentBoxSize[0];
      if (device === undefined || css === undefined || css.inlineSize === 0) return;
      this.#canvas.width = device.inlineSize;
      this.#canvas.height = device.blockSize;
      const [width, height] = [css.inlineSize, css.blockSize];
      const viewport = { width, height, density: device.inlineSize / width };
      this.#editor.store.update((session) => resized(session, viewport));
      this.#draw();
    });
    observer.observe(this.#canvas, { box: 'device-pixel-content-box' });
    this.#stop.push(() => observer.disconnect());
  }

  #watchTheme(): void {
    const observer = new MutationObserver(() => {
      this.#colors = canvasColors(this.#canvas);
      this.#schedule();
    });
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.#stop.push(() => observer.disconnect());
  }
}

/** A document that was fitted into the old viewport is fitted into the new one; any other stays where it is. */
function resized(session: Session, viewport: Viewport): Session {
  const document = activeDocument(session);
  const next = setViewport(session, viewport);
  if (document === undefined) return next;
  const { width, height } = spriteOf(document);
  const area = { x: 0, y: 0, width, height };
  const fitted = fitView(area, session.viewport);
  const { view } = document;
  const wasFitted = view.zoom === fitted.zoom && view.x === fitted.x && view.y === fitted.y;
  return wasFitted ? setView(next, fitView(area, viewport)) : next;
}
