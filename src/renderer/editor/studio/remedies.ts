import type { ClipWarning } from '../../../shared/clip/clipReport.ts';
import type { ClipSettings } from '../../../shared/clip/clipSettings.ts';

/** What a button beside a warning does. */
export type Remedy =
  | { readonly kind: 'pickKey' }
  | { readonly kind: 'allowColors' }
  | { readonly kind: 'showEdge' }
  | { readonly kind: 'change'; readonly change: Partial<ClipSettings> };

/** What helps against a warning, or shows what it is about. */
export function remedyFor(warning: ClipWarning, settings: ClipSettings): Remedy {
  switch (warning) {
    case 'background_not_found':
    case 'no_subject':
      return { kind: 'pickKey' };
    case 'touches_edge':
      // What the video itself cuts off no setting brings back; whether it matters is for the artist to see.
      return { kind: 'showEdge' };
    case 'no_loop':
      return { kind: 'change', change: { loop: { kind: 'once' } } };
    case 'rough_seam':
      // What the finder itself has chosen will not get better by asking it again.
      return { kind: 'change', change: { loop: { kind: settings.loop.kind === 'auto' ? 'once' : 'auto' } } };
    case 'palette_lacks_colors':
      return { kind: 'allowColors' };
    case 'size_too_small':
      return { kind: 'change', change: { grid: { kind: 'off' } } };
  }
}
