import { request as http } from '@playwright/test';

// The group behind the minute pass, and the token of the simulator that `curfew dev` starts.
const lounge = '00gDemoLounge0000001';
const token = 'curfew-dev';

/** Whether the outside system itself, asked over HTTP, lists somebody as a member. */
export async function isInTheLounge(login: string): Promise<boolean> {
  const base = process.env.CURFEW_OKTASIM_URL;
  if (!base) throw new Error('CURFEW_OKTASIM_URL says where the simulator is; make e2e sets it');
  const okta = await http.newContext({ baseURL: base, extraHTTPHeaders: { Authorization: `SSWS ${token}` } });
  const answer = await okta.get(`/api/v1/groups/${lounge}/users?limit=200`);
  if (!answer.ok()) throw new Error(`the simulator answered ${answer.status()}`);
  const members = (await answer.json()) as { profile: { login: string } }[];
  await okta.dispose();
  return members.some((member) => member.profile.login === login);
}
