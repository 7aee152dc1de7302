import type { Frame, FrameId, Sprite } from '../../shared/sprite/sprite.ts';
import { spriteOf } from '../editor/documents.ts';
import type { Editor } from '../editor/editor.ts';
import { frameAfter, playOrder, tagAround } from '../editor/playback.ts';
import { shownSprite } from '../editor/pointer.ts';
import { activeDocument, type Document } from '../editor/session.ts';
import { fitView, type View, type Viewport } from '../editor/view.ts';
import { canvasColors } from './canvasColors.ts';
import { drawScene } from './drawScene.ts';
import { FrameImages } from './frameImages.ts';

/** Sprite pixels are as large as screen pixels, twice as large, or as large as there is room. */
export type PreviewZoom = 1 | 2 | 'fit';

export interface PreviewSettings {
  readonly playing: boolean;
  readonly zoom: PreviewZoom;
}

/** CSS pixels left free around a sprite that is fitted. */
const MARGIN = 8;

/**
 * Keeps a canvas element showing the active sprite in an endless loop of its own, with what is being drawn at this
 * moment; when it does not play, the current frame.
 */
export class PreviewView {
  readonly #editor: Editor;
  readonly #context: CanvasRenderingContext2D;
  readonly #settings: PreviewSettings;
  readonly #startedAt: number;
  readonly #images = new FrameImages();
  readonly #stop: (() => void)[] = [];
  #viewport: Viewport | null = null;
  #round: Round | null = null;
  #drawn: { readonly sprite: Sprite; readonly frame: FrameId } | null = null;
  #request = 0;

  constructor(editor: Editor, canvas: HTMLCanvasElement, settings: PreviewSettings) {
    const context = canvas.getContext('2d', { alpha: false });
    if (context === null) throw new Error('This system cannot draw on a canvas.');
    this.#editor = editor;
    this.#context = context;
    this.#settings = settings;
    this.#startedAt = editor.clock();
    this.#stop.push(editor.store.subscribe(() => this.#schedule()));
    this.#watchSize(canvas);
    const themes = new MutationObserver(() => this.#drawAnew());
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.#stop.push(() => themes.disconnect());
  }

  close(): void {
    for (const stop of this.#stop) stop();
    cancelAnimationFrame(this.#request);
  }

  #schedule(): void {
    if (this.#request === 0) this.#request = requestAnimationFrame(() => this.#draw());
  }

  #drawAnew(): void {
    this.#drawn = null;
    this.#schedule();
  }

  #draw(): void {
    this.#request = 0;
    const active = activeDocument(this.#editor.store.get());
    if (active === undefined || this.#viewport === null) return;
    const moving = this.#settings.playing && spriteOf(active).frames.length > 1;
    const sprite = shownSprite(active);
    const frame = moving ? this.#frameNow(active) : active.frame;
    if (sprite !== this.#drawn?.sprite || frame !== this.#drawn.frame) this.#show(sprite, frame, this.#viewport);
    this.#drawn = { sprite, frame };
    if (moving) this.#schedule();
  }

  #frameNow(document: Document): FrameId {
    const sprite = spriteOf(document);
    if (this.#round?.sprite !== sprite || this.#round.frame !== document.frame) {
      const tag = tagAround(sprite, document.frame);
      this.#round = { sprite, frame: document.frame, order: playOrder(sprite, tag?.id ?? null) };
    }
    return frameAfter(this.#round.order, this.#editor.clock() - this.#startedAt)?.id ?? document.frame;
  }

  #show(sprite: Sprite, frame: FrameId, viewport: Viewport): void {
    const still = { selection: null, ghosts: [], pixelGrid: false, brush: null, playing: false };
    const view = previewView(sprite, viewport, this.#settings.zoom);
    drawScene(
      { ...still, sprite, frame, view },
      {
        context: this.#context,
        viewport,
        colors: canvasColors(this.#context.canvas),
        images: this.#images,
        dash: 0,
      },
    );
  }

  #watchSize(canvas: HTMLCanvasElement): void {
    const observer = new ResizeObserver(([entry]) => {
      const device = entry?.devicePixelContentBoxSize?.[0];
      const css = entry?.contentBoxSize[0];
      if (device === undefined || css === undefined || css.inlineSize === 0) return;
      canvas.width = device.inlineSize;
      canvas.height = device.blockSize;
      const density = device.inlineSize / css.inlineSize;
      this.#viewport = { width: css.inlineSize, height: css.blockSize, density };
      this.#drawn = null;
      this.#draw();
    });
    observer.observe(canvas, { box: 'device-pixel-content-box' });
    this.#stop.push(() => observer.disconnect());
  }
}

/** One round of the loop, worked out when the sprite or the current frame changes. */
interface Round {
  readonly sprite: Sprite;
  readonly frame: FrameId;
  readonly order: readonly Frame[];
}

/** The sprite in the middle, at a zoom or as large as fits. */
function previewView({ width, height }: Sprite, viewport: Viewport, zoom: PreviewZoom): View {
  const fitted = fitView({ x: 0, y: 0, width, height }, viewport, MARGIN);
  return zoom === 'fit' ? fitted : { ...fitted, zoom };
}
