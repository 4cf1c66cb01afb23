import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { aboutQuery } from '../../api/session';
import { Mark } from '../../look/Mark';
import { Rows } from '../../look/Rows';
import { Trouble } from '../../look/Trouble';
import { DemoPeople } from './DemoPeople';
import classes from './SignInPage.module.css';

/** How one signs in here: in a demo, by choosing who to be. */
export function SignInPage() {
  const { t } = useTranslation();
  const about = useQuery(aboutQuery);
  useEffect(() => {
    document.title = `${t('signIn.title')} · Curfew`;
  }, [t]);
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <Mark size={40} />
        <h1>{t('signIn.heading')}</h1>
        <p>{t(about.data?.demo_sign_in === false ? 'signIn.leadNoDemo' : 'signIn.lead')}</p>
      </header>
      {about.isPending && <Rows />}
      {about.isError && <Trouble thing={t('signIn.trouble')} error={about.error} onRetry={about.refetch} />}
      {about.data?.demo_sign_in && <DemoPeople />}
    </main>
  );
}
