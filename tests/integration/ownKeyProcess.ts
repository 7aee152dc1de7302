import { memorySecrets } from '../../src/main/cloud/secrets.ts';
import { createMemoryKeeper, createSettings } from '../../src/main/settings.ts';
import { CAT, partsIn } from './parts.ts';

// A process of ownKeyEnd.test.ts that is killed: generates in the folder that it is given, by a key of Luma of its own.
const [folder = '', LUMA_API_URL = ''] = process.argv.slice(2);
const settings = createSettings(createMemoryKeeper());
settings.write({ generator: 'ownKey' });
const secrets = memorySecrets();
await secrets.set('key:luma', 'the-key');
await partsIn(folder, {}, { settings, secrets, environment: { LUMA_API_URL } }).generations.generate(CAT);
