import type { Stroke, ToolId } from './tools/tool.ts';

/** A tool at work: the pointer is down. Released, its result is committed; Esc drops it. */
export interface Gesture {
  readonly tool: ToolId;
  readonly stroke: Stroke;
  readonly button: 'left' | 'right';
}
