import { errorWords } from '../texts/errorWords.ts';
import { useLanguage } from '../texts/useTexts.ts';
import type { Task } from '../useTask.ts';

/** Why what was asked for did not work, and what to do. */
export function TaskFailure({ task }: { readonly task: Task }) {
  const language = useLanguage();
  // Whoever gave up waiting knows.
  if (task.failure === null || task.failure.code === 'canceled') return null;
  const words = errorWords(task.failure, language);
  return (
    <div role="alert">
      {/* That a message was sent is how signing up goes on, not a failure. */}
      <p className={task.failure.code === 'confirm_email' ? undefined : 'error-text'}>{words.what}</p>
      <p>{words.todo}</p>
    </div>
  );
}
