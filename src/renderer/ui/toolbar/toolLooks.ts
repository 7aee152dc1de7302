import {
  Eraser,
  Hand,
  type LucideIcon,
  Move,
  PaintBucket,
  Pencil,
  Pipette,
  Search,
  Slash,
  Square,
  SquareDashed,
} from 'lucide-react';
import type { CommandId } from '../../../shared/commands.ts';
import type { ToolId } from '../../editor/tools/tool.ts';
import type { Texts } from '../texts/en.ts';

export interface ToolLook {
  readonly icon: LucideIcon;
  readonly command: CommandId;
  readonly hint: Extract<keyof Texts, `hint${string}`>;
}

/** How each tool looks and what it tells of itself; its name is its command's. */
export const TOOL_LOOKS: Record<ToolId, ToolLook> = {
  marquee: { icon: SquareDashed, command: 'toolMarquee', hint: 'hintMarquee' },
  pencil: { icon: Pencil, command: 'toolPencil', hint: 'hintPencil' },
  eraser: { icon: Eraser, command: 'toolEraser', hint: 'hintEraser' },
  eyedropper: { icon: Pipette, command: 'toolEyedropper', hint: 'hintEyedropper' },
  bucket: { icon: PaintBucket, command: 'toolBucket', hint: 'hintBucket' },
  line: { icon: Slash, command: 'toolLine', hint: 'hintLine' },
  rectangle: { icon: Square, command: 'toolRectangle', hint: 'hintRectangle' },
  move: { icon: Move, command: 'toolMove', hint: 'hintMove' },
  hand: { icon: Hand, command: 'toolHand', hint: 'hintHand' },
  zoom: { icon: Search, command: 'toolZoom', hint: 'hintZoom' },
};

/** The order of the tool bar; a gap stands between the groups. */
export const TOOL_GROUPS: readonly (readonly ToolId[])[] = [
  ['marquee', 'move'],
  ['pencil', 'eraser', 'line', 'rectangle', 'bucket'],
  ['eyedropper'],
  ['hand', 'zoom'],
];
