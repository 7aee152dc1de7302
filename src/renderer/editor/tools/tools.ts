import { bucket } from './bucket.ts';
import { line, rectangle } from './drawnShapes.ts';
import { eyedropper } from './eyedropper.ts';
import { eraser, pencil } from './freehand.ts';
import { hand, zoom } from './looking.ts';
import { marquee } from './marquee.ts';
import { move } from './move.ts';
import type { Tool, ToolId } from './tool.ts';

export const TOOL_TABLE: Record<ToolId, Tool> = {
  pencil,
  eraser,
  eyedropper,
  bucket,
  line,
  rectangle,
  marquee,
  move,
  hand,
  zoom,
};
