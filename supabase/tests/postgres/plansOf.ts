import type { Connection } from './connection.ts';

/**
 * Runs a statement, as the owner of everything or as a user, and answers the plans by which it and every statement
 * inside its functions were carried out, as auto_explain tells them.
 */
export async function plansOf(connection: Connection, sql: string, userId?: string): Promise<string[]> {
  await connection.run(`load 'auto_explain'; set auto_explain.log_min_duration = 0;
    set auto_explain.log_nested_statements = on; set auto_explain.log_analyze = on; set auto_explain.log_timing = off;
    set client_min_messages = log`);
  if (userId !== undefined) {
    const claims = JSON.stringify({ sub: userId, role: 'authenticated' });
    await connection.run(`set request.jwt.claims = '${claims}'; set role authenticated`);
  }
  connection.notices();
  await connection.query(sql);
  await connection.run('reset role');
  const plans = connection.notices().filter((notice) => notice.includes('plan:'));
  await connection.run('set client_min_messages = warning; set auto_explain.log_min_duration = -1');
  return plans;
}
