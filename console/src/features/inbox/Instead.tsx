import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import type { Approval } from '../../api/shapes';
import { Note } from '../../look/Note';

/** That I am asked in the place of people who are away, where I am. */
export function Instead({ approvers }: Pick<Approval, 'approvers'>) {
  const { t } = useTranslation();
  const { person } = useSession();
  const away = approvers.find((approver) => approver.person_id === person.id)?.on_behalf_of ?? [];
  if (away.length === 0) return null;
  return (
    <div style={{ marginTop: 12 }}>
      <Note tone="ended">{t('away.instead', { away: away.join(', ') })}</Note>
    </div>
  );
}
