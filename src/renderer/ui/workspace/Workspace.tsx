import { type PointerEvent, useEffect, useRef } from 'react';
import type { Point } from '../../../shared/sprite/rect.ts';
import { CanvasView } from '../../canvas/CanvasView.ts';
import { turnWheel, type WheelTurn } from '../../canvas/wheel.ts';
import { holdTool } from '../../editor/actions.ts';
import { cancelGesture, drag, press, release, toolInHand, toolStoppedBy } from '../../editor/pointer.ts';
import type { ToolPoint } from '../../editor/tools/tool.ts';
import { TOOL_TABLE } from '../../editor/tools/tools.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useEditor, useSession } from '../useSession.ts';
import './Workspace.css';

/** The canvas: shows the active sprite and hands the pointer's gestures to the tool in hand. */
export function Workspace() {
  const t = useTexts();
  const stopped = useSession(toolStoppedBy) !== null;
  const tool = TOOL_TABLE[useSession(toolInHand)];
  const cursor = stopped ? 'not-allowed' : tool.cursor;
  const { canvas, handlers } = useCanvas();
  return (
    <main className="workspace">
      <canvas
        ref={canvas}
        className="workspace__canvas"
        tabIndex={0}
        aria-label={t.canvasLabel}
        style={{ cursor }}
        onContextMenu={(event) => event.preventDefault()}
        {...handlers}
      />
    </main>
  );
}

/** CSS pixels from the element's top left corner; also where the page is enlarged around the element's own pixels. */
function placeIn(element: HTMLElement | null, { clientX, clientY }: MouseEvent): Point {
  if (element === null) return { x: clientX, y: clientY };
  const box = element.getBoundingClientRect();
  const enlarged = box.width / element.offsetWidth || 1;
  return { x: (clientX - box.left) / enlarged, y: (clientY - box.top) / enlarged };
}

function useCanvas() {
  const editor = useEditor();
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<CanvasView>(null);
  const middle = useRef(false);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const made = new CanvasView(editor, element);
    view.current = made;
    let turn: WheelTurn = { turned: 0 };
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      editor.store.update((session) => {
        const [next, left] = turnWheel(session, event, placeIn(element, event), turn);
        turn = left;
        return next;
      });
    };
    // React listens passively to wheels, which cannot keep the page from scrolling.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('wheel', onWheel);
      made.close();
    };
  }, [editor]);

  const mac = editor.store.get().environment.platform === 'darwin';
  const pointOf = (event: globalThis.PointerEvent): ToolPoint => {
    const screen = placeIn(canvas.current, event);
    const pixel = view.current?.pixelAt(screen) ?? { x: 0, y: 0 };
    const modifiers = { shift: event.shiftKey, alt: event.altKey, mod: mac ? event.metaKey : event.ctrlKey };
    return { ...pixel, screen, modifiers };
  };
  const letGo = (): void => {
    if (!middle.current) return;
    middle.current = false;
    editor.store.update((session) => holdTool(session, null));
  };

  return {
    canvas,
    handlers: {
      onPointerDown(event: PointerEvent<HTMLCanvasElement>) {
        if (event.button > 2) return;
        event.currentTarget.focus({ preventScroll: true });
        event.currentTarget.setPointerCapture(event.pointerId);
        const point = pointOf(event.nativeEvent);
        view.current?.point(point.screen);
        middle.current = event.button === 1;
        editor.store.update((session) =>
          press(middle.current ? holdTool(session, 'hand') : session, point, event.button === 2 ? 'right' : 'left'),
        );
      },
      onPointerMove(event: PointerEvent<HTMLCanvasElement>) {
        const events = event.nativeEvent.getCoalescedEvents();
        const points = (events.length > 0 ? events : [event.nativeEvent]).map(pointOf);
        editor.store.update((session) => drag(session, points));
        view.current?.point(points.at(-1)?.screen ?? null);
      },
      onPointerUp(event: PointerEvent<HTMLCanvasElement>) {
        const point = pointOf(event.nativeEvent);
        editor.store.update((session) => release(drag(session, [point])));
        letGo();
      },
      onPointerCancel() {
        editor.store.update(cancelGesture);
        letGo();
      },
      onPointerLeave() {
        view.current?.point(null);
      },
    },
  };
}
