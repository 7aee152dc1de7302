import { ActivityDialog } from '../activity/ActivityDialog.tsx';
import { ExportDialog } from '../export/ExportDialog.tsx';
import { DamagedDialog } from '../importing/DamagedDialog.tsx';
import { PaletteDialog } from '../importing/PaletteDialog.tsx';
import { SheetDialog } from '../importing/SheetDialog.tsx';
import { RecoveryDialog } from '../recovery/RecoveryDialog.tsx';
import { useSession } from '../useSession.ts';
import { AboutDialog } from './AboutDialog.tsx';
import { CanvasSizeDialog } from './CanvasSizeDialog.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { FrameDialog } from './FrameDialog.tsx';
import { LayerDialog } from './LayerDialog.tsx';
import { LeaveStudioDialog } from './LeaveStudioDialog.tsx';
import { NewSpriteDialog } from './NewSpriteDialog.tsx';
import { PreferencesDialog } from './PreferencesDialog.tsx';
import { RegenerateDialog } from './RegenerateDialog.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { TagDialog } from './TagDialog.tsx';

/** The dialog that the session names, if any. */
export function Dialogs() {
  const dialog = useSession((session) => session.dialog);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'newSprite':
      return <NewSpriteDialog />;
    case 'canvasSize':
      return <CanvasSizeDialog />;
    case 'layerProperties':
      return <LayerDialog key={dialog.layer} id={dialog.layer} />;
    case 'frameProperties':
      return <FrameDialog key={dialog.frame} id={dialog.frame} />;
    case 'tagProperties':
      return <TagDialog key={dialog.tag} id={dialog.tag} />;
    case 'regenerate':
      return <RegenerateDialog />;
    case 'leaveStudio':
      return <LeaveStudioDialog />;
    case 'export':
      return <ExportDialog as={dialog.as} />;
    case 'importSheet':
      return <SheetDialog name={dialog.name} image={dialog.image} />;
    case 'palette':
      return <PaletteDialog name={dialog.name} palette={dialog.palette} />;
    case 'damaged':
      return <DamagedDialog damaged={dialog} />;
    case 'preferences':
      return <PreferencesDialog key={dialog.page} page={dialog.page} />;
    case 'activity':
      return <ActivityDialog page={dialog.page} />;
    case 'recovery':
      return <RecoveryDialog />;
    case 'commandPalette':
      return <CommandPalette />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'about':
      return <AboutDialog />;
  }
}
