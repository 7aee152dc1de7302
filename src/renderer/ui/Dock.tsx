import { setDock } from '../editor/actions.ts';
import type { Session } from '../editor/session.ts';
import { GeneratePanel } from './generate/GeneratePanel.tsx';
import { LayersPanel } from './layers/LayersPanel.tsx';
import { Preview } from './preview/Preview.tsx';
import { useTexts } from './texts/useTexts.ts';
import { useSession, useUpdate } from './useSession.ts';
import './Dock.css';

type DockId = Session['dock'];

/** The lower part of the side panel: one of three. */
export function Dock() {
  const t = useTexts();
  const update = useUpdate();
  const dock = useSession((session) => session.dock);
  const tab = (id: DockId, label: string) => (
    <button
      type="button"
      role="tab"
      className="dock__tab"
      aria-selected={id === dock}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => update((session) => setDock(session, id))}
    >
      {label}
    </button>
  );
  return (
    <section className="dock" aria-label={t.dockLabel}>
      <div className="dock__tabs" role="tablist" aria-label={t.dockLabel}>
        {tab('generate', t.dockGenerate)}
        {tab('layers', t.dockLayers)}
        {tab('preview', t.dockPreview)}
      </div>
      <div className="dock__panel" role="tabpanel">
        {dock === 'generate' && <GeneratePanel />}
        {dock === 'layers' && <LayersPanel />}
        {dock === 'preview' && <Preview />}
      </div>
    </section>
  );
}
