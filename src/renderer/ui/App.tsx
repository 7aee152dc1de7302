import { useState } from 'react';
import { activeSprite } from '../editor/documents.ts';
import { ColorPanels } from './ColorPanels.tsx';
import { Tooltip } from './controls/Tooltip.tsx';
import { Dock } from './Dock.tsx';
import { DropTarget } from './DropTarget.tsx';
import { Dialogs } from './dialogs/Dialogs.tsx';
import { DocumentTabs } from './documents/DocumentTabs.tsx';
import { DraftContext, newDraft } from './generate/draft.ts';
import { Notices } from './notices/Notices.tsx';
import { PanelWidth } from './PanelWidth.tsx';
import { StartScreen } from './start/StartScreen.tsx';
import { StatusBar } from './status/StatusBar.tsx';
import { StudioScreen } from './studio/StudioScreen.tsx';
import { useTexts } from './texts/useTexts.ts';
import { Timeline } from './timeline/Timeline.tsx';
import { ToolBar } from './toolbar/ToolBar.tsx';
import { ToolOptionsBar } from './toolbar/ToolOptionsBar.tsx';
import { useAppearance } from './useAppearance.ts';
import { useSession } from './useSession.ts';
import { Workspace } from './workspace/Workspace.tsx';
import './App.css';

/** The whole window. */
export function App() {
  const [draft] = useState(newDraft);
  const empty = useSession((session) => session.active === null);
  const studio = useSession((session) => session.studio);
  useAppearance();
  return (
    <DraftContext value={draft}>
      <div className="app">
        {studio ? (
          <StudioScreen opening={studio} />
        ) : empty ? (
          <>
            <StartScreen />
            <Notices />
          </>
        ) : (
          <>
            <DocumentTabs />
            <Desk />
          </>
        )}
      </div>
      <Dialogs />
      <DropTarget />
      <Tooltip />
    </DraftContext>
  );
}

/** Everything around the open sprite. */
function Desk() {
  const t = useTexts();
  const sprite = useSession(activeSprite);
  const timeline = useSession((session) => session.timelineShown);
  const [width, setWidth] = useState(312);
  return (
    <div className="desk">
      <ToolBar />
      <div className="desk__middle">
        <ToolOptionsBar />
        <Workspace />
        {timeline && (
          <div data-region>
            <Timeline />
          </div>
        )}
        <StatusBar />
        <Notices />
      </div>
      <PanelWidth width={width} onChange={setWidth} />
      <aside className="desk__side" style={{ width }} aria-label={t.panelsLabel} data-region>
        {sprite && <ColorPanels sprite={sprite} />}
        <Dock />
      </aside>
    </div>
  );
}
