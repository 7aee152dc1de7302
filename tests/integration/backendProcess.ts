import { openBackend } from '../../src/main/backend/openBackend.ts';

// A process of backendRestart.test.ts that is killed: runs a backend in the folder that it is given.
const [dataFolder = '', supabaseFolder = ''] = process.argv.slice(2);
const demo = { queuedFor: 60_000, framePixels: 96 * 96, seconds: 1 };
const { url, publishableKey, account } = await openBackend({ dataFolder, supabaseFolder, ffmpegPath: 'ffmpeg', demo });
process.send?.({ url, publishableKey, account });
