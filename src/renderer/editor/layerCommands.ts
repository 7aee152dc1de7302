import type { CommandId } from '../../shared/commands.ts';
import {
  addGroup,
  addImageLayer,
  setLayer as changeLayer,
  duplicateLayer,
  placeAbove,
  removeLayer,
} from '../../shared/sprite/edits/layerEdits.ts';
import type { Edit } from '../../shared/sprite/history.ts';
import { eachLayer, findLayer } from '../../shared/sprite/layers.ts';
import type { Layer, Sprite } from '../../shared/sprite/sprite.ts';
import { showDialog } from './actions.ts';
import { edit, setLayer, spriteOf } from './documents.ts';
import { activeDocument, type Session } from './session.ts';
import { studioOnLayer } from './studio/studioOpening.ts';

type Change = (session: Session) => Session;

export const LAYER_COMMANDS = {
  newLayer: adding('newLayer', (sprite, layer) =>
    addImageLayer(freeName(sprite, 'Layer'), placeAbove(sprite, layer.id)),
  ),
  newGroup: adding('newGroup', (sprite, layer) => addGroup(freeName(sprite, 'Group'), placeAbove(sprite, layer.id))),
  duplicateLayer: adding('duplicateLayer', (_, layer) => duplicateLayer(layer.id, `${layer.name} copy`)),
  deleteLayer: onLayer('deleteLayer', ({ id }) => removeLayer(id)),
  toggleLayerVisible: onLayer('toggleLayerVisible', ({ id, visible }) => changeLayer(id, { visible: !visible })),
  toggleLayerLocked: onLayer('toggleLayerLocked', ({ id, editable }) => changeLayer(id, { editable: !editable })),
  layerProperties: (session) => {
    const layer = currentLayer(session);
    return layer ? showDialog(session, { kind: 'layerProperties', layer: layer.id }) : session;
  },
  recut: studioOnLayer,
  layerUp: (session) => stepLayer(session, 1),
  layerDown: (session) => stepLayer(session, -1),
} satisfies Partial<Record<CommandId, Change>>;

function currentLayer(session: Session): Layer | undefined {
  const document = activeDocument(session);
  return document && findLayer(spriteOf(document), document.layer);
}

function onLayer(label: CommandId, editOf: (layer: Layer, sprite: Sprite) => Edit): Change {
  return (session) => {
    const layer = currentLayer(session);
    return layer ? edit(session, label, (sprite) => editOf(layer, sprite)(sprite)) : session;
  };
}

/** Adds a layer and makes it the current one. */
function adding(label: CommandId, editOf: (sprite: Sprite, layer: Layer) => Edit): Change {
  return (session) => {
    const before = activeDocument(session);
    const known = new Set(before && [...eachLayer(spriteOf(before).layers)].map(({ id }) => id));
    const done = onLayer(label, (layer, sprite) => editOf(sprite, layer))(session);
    const after = activeDocument(done);
    const added = after && [...eachLayer(spriteOf(after).layers)].find(({ id }) => !known.has(id));
    return added ? setLayer(done, added.id) : done;
  };
}

/** "Layer 3" where there are two already. */
function freeName(sprite: Sprite, word: string): string {
  const names = new Set([...eachLayer(sprite.layers)].map(({ name }) => name));
  let number = 1;
  while (names.has(`${word} ${number}`)) number++;
  return `${word} ${number}`;
}

/** The next layer up or down, as the timeline lists them; the ends meet. */
function stepLayer(session: Session, by: number): Session {
  const document = activeDocument(session);
  if (document === undefined) return session;
  const layers = [...eachLayer(spriteOf(document).layers)];
  const at = layers.findIndex(({ id }) => id === document.layer);
  const next = layers[(at + by + layers.length) % layers.length];
  return next ? setLayer(session, next.id) : session;
}
