import type { Access, Approval, AuditLine, EntitlementCard, Offer, Person, Request, RequestDetail } from '../api/shapes';

export const ada: Person = {
  id: 'p-ada',
  login: 'ada@example.test',
  name: 'Ada Lindqvist',
  department: 'Engineering',
  title: 'Backend engineer',
  employment: 'employee',
  manager: 'Mara Lindgren',
  zone: 'Europe/Berlin',
};

export const mara: Person = {
  id: 'p-mara',
  login: 'mara@example.test',
  name: 'Mara Lindgren',
  department: 'Engineering',
  title: 'Engineering manager',
  employment: 'employee',
  manager: 'Ines Duarte',
  zone: 'America/New_York',
};

export const noor: Person = {
  id: 'p-noor',
  login: 'noor@example.test',
  name: 'Noor Haddad',
  department: 'IT',
  title: 'Identity lead',
  employment: 'employee',
  roles: ['admin'],
};

export const kofi: Person = {
  id: 'p-kofi',
  login: 'kofi@example.test',
  name: 'Kofi Boateng',
  department: 'Data',
  title: 'Data contractor',
  employment: 'contractor',
  manager: 'Noor Haddad',
};

export const people: Person[] = [ada, mara, kofi, noor];

export const jiraAdmin: EntitlementCard = {
  id: 'jira/admin',
  app_id: 'jira',
  app_title: 'Jira',
  title: 'Admin',
  description: 'Change projects, schemes and permissions.',
  risk: 'medium',
  owner: 'Noor Haddad',
};

export const offer = (part: Partial<Offer> = {}): Offer => ({
  id: 'jira-admin:jira/admin',
  automation: 'jira-admin',
  automation_title: 'Administer Jira',
  entitlement: jiraAdmin,
  duration: { min_seconds: 0, default_seconds: 14_400, max_seconds: 43_200, fixed: false },
  windows: { absolute: false, ahead_seconds: 0 },
  for_others: false,
  reason_required: true,
  questions: [{ id: 'ticket', label: 'Ticket', type: 'text', required: true }],
  steps: ['Your manager, Mara Lindgren'],
  ...part,
});

export const request = (part: Partial<Request> = {}): Request => ({
  id: 'r-1',
  automation: 'jira-admin',
  automation_title: 'Administer Jira',
  automation_version: 3,
  requester: ada,
  subject: ada,
  entitlement: jiraAdmin,
  reason: 'Move the boards of team Orion',
  duration_seconds: 14_400,
  answers: { ticket: 'OPS-17' },
  answered: [{ id: 'ticket', label: 'Ticket' }],
  state: 'waiting',
  final: false,
  detail: 'Waiting for Mara Lindgren (your manager).',
  created_at: '2026-11-24T10:00:00Z',
  ...part,
});

export const detail = (part: Partial<RequestDetail> = {}): RequestDetail => ({
  request: request(),
  approvals: [],
  timeline: [],
  may_stop: 'no',
  ...part,
});

export const approval = (part: Partial<Approval> = {}): Approval => ({
  id: 'a-1',
  request: request(),
  title: 'Your manager',
  kind: 'approval',
  denials: 1,
  terms: { comment: 'on_denial', shorten: false },
  approvers: [{ person_id: mara.id, name: mara.name, via: 'manager' }],
  quorum: 1,
  decisions: [],
  state: 'open',
  opened_at: '2026-11-24T10:00:01Z',
  due_at: '2026-11-25T10:00:01Z',
  may_decide: true,
  holds: [],
  ...part,
});

/** What makes an approval of something that Mara has to do by hand. */
export const taskByHand = {
  kind: 'by_hand',
  title: 'Give Jira / Admin to Ada Lindqvist by hand',
  terms: {
    comment: 'on_denial',
    shorten: false,
    task:
      'Jira does not do it by itself. Give Jira / Admin to Ada Lindqvist by hand: admins in jira, account ada@example.test. ' +
      'Do it until 2026-11-25 10:00 UTC and say here when it is done; the time of Ada Lindqvist begins then.',
  },
} satisfies Partial<Approval>;

export const access = (part: Partial<Access> = {}): Access => ({
  id: 'l-1',
  request_id: 'r-1',
  person: ada,
  entitlement: jiraAdmin,
  state: 'open',
  opened_at: '2026-11-24T10:30:00Z',
  ends_at: '2026-11-24T14:30:00Z',
  may_end: 'no',
  ...part,
});

export const auditLine = (part: Partial<AuditLine> = {}): AuditLine => ({
  seq: 1,
  at: '2026-11-24T10:00:00Z',
  actor: ada.id,
  actor_name: ada.name,
  action: 'request.submitted',
  object: 'request/r-1',
  request_id: 'r-1',
  ...part,
});
