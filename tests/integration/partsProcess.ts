import { CAT, isAt, partsIn, statesOf } from './parts.ts';

// A process of generation.test.ts that is killed: generates in the folder that it is given, and tells the generation's
// id when it stands at the stage that it is given.
const [folder = '', stage = ''] = process.argv.slice(2);
const parts = partsIn(folder, { dreamingFor: 2000 });
const { id } = await parts.generations.generate(CAT);
await statesOf(parts, id, isAt(stage));
process.send?.(id);
