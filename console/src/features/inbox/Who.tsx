import { useTranslation } from 'react-i18next';
import type { Request } from '../../api/shapes';
import { Face } from '../../look/Face';
import classes from './ApprovalPanel.module.css';

/** Whose access it would be, and who asked where that is somebody else. */
export function Who({ request: { subject, requester } }: { request: Request }) {
  const { t } = useTranslation();
  const kind = subject.employment === 'employee' ? '' : `, ${t(`employment.${subject.employment}`)}`;
  return (
    <div className={classes.who}>
      <Face name={subject.name} size={40} />
      <div>
        <strong>{subject.name}</strong>
        <span className="dim">
          {subject.title}, {subject.department}
          {kind}
        </span>
        {subject.manager && <span className="dim">{t('inbox.manager', { manager: subject.manager })}</span>}
        {requester.id !== subject.id && <span>{t('inbox.askedBy', { person: requester.name })}</span>}
      </div>
    </div>
  );
}
