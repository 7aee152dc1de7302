import type { Stroke, ToolPoint, ToolResult } from './tool.ts';

/** A gesture of which only the first and the latest point count. */
export function dragged(start: ToolPoint, result: (end: ToolPoint) => ToolResult, now = start): Stroke {
  let known: ToolResult | undefined;
  return {
    extend: (points) => dragged(start, result, points.at(-1) ?? now),
    result: () => {
      known ??= result(now);
      return known;
    },
  };
}
