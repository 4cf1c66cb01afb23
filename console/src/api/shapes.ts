import type { components } from './schema.gen';

type Schemas = components['schemas'];

export type About = Schemas['About'];
export type Access = Schemas['Access'];
export type AccessState = Access['state'];
export type Approval = Schemas['Approval'];
export type AuditLine = Schemas['AuditLine'];
export type Decision = Schemas['Decision'];
export type Delegation = Schemas['Delegation'];
export type EntitlementCard = Schemas['EntitlementCard'];
export type Form = Schemas['Form'];
export type Message = Schemas['Message'];
export type NewDecision = Schemas['NewDecision'];
export type NewDelegation = Schemas['NewDelegation'];
export type NewRequest = Schemas['NewRequest'];
export type Offer = Schemas['Offer'];
export type Person = Schemas['PersonCard'];
export type Problem = Schemas['Problem'];
export type Question = Schemas['Question'];
export type Recurring = Schemas['Recurring'];
export type Request = Schemas['Request'];
export type RequestDetail = Schemas['RequestDetail'];
export type RequestState = Request['state'];
export type Risk = EntitlementCard['risk'];
export type Role = Schemas['Session']['roles'][number];
export type UsesBefore = Schemas['UsesBefore'];
export type Session = Schemas['Session'];
