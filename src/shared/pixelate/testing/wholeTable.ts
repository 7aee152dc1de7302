import { kernel } from '../kernel/kernel.ts';
import { type ColorKind, tellTable, YUV_PLACES } from '../yuvTable.ts';

/** OKLab for every yuv colour of such videos, three floats each from `yuvKey` on, as the kernel looks them up. */
export function wholeTable(kind: ColorKind): Float32Array {
  const at = tellTable(kind);
  kernel.call.fillTable();
  return kernel.copy(Float32Array, at, 3 * YUV_PLACES);
}

export function yuvKey(y: number, u: number, v: number): number {
  return 3 * (((u >> 2) << 13) | ((v >> 2) << 7) | (y >> 1));
}
