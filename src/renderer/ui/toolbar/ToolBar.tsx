import { toolInHand } from '../../editor/pointer.ts';
import type { ToolId } from '../../editor/tools/tool.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useTexts } from '../texts/useTexts.ts';
import { useCommand } from '../useCommand.ts';
import { useSession } from '../useSession.ts';
import { TOOL_GROUPS, TOOL_LOOKS } from './toolLooks.ts';
import './ToolBar.css';

/** The tools, the one in the hand marked. */
export function ToolBar() {
  const t = useTexts();
  return (
    <div className="tool-bar" role="toolbar" aria-label={t.toolsLabel} aria-orientation="vertical" data-region>
      {TOOL_GROUPS.map((tools) => (
        <div key={tools.join()} className="tool-bar__group">
          {tools.map((tool) => (
            <ToolButton key={tool} tool={tool} />
          ))}
        </div>
      ))}
    </div>
  );
}

function ToolButton({ tool }: { readonly tool: ToolId }) {
  const { icon, command } = TOOL_LOOKS[tool];
  const { label, shortcut, onPress } = useCommand(command);
  const inHand = useSession((session) => toolInHand(session) === tool);
  return (
    <IconButton icon={icon} label={label} shortcut={shortcut} pressed={inHand} large side="right" onPress={onPress} />
  );
}
