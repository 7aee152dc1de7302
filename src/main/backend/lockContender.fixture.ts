import { takeLock } from './lock.ts';

// A process of lock.test.ts: tries to take the lock, says whether it got it, and stays alive until it is told to end.
const [file = 'exit'] = process.argv.slice(2);
if (file !== 'exit') {
  process.on('message', () => process.exit(0));
  process.send?.((await takeLock(file)) ? 'taken' : 'refused');
}
