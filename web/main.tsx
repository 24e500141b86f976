/** The entry: who looks, then the page. */
import { render } from 'preact';
import { createApi } from './client/api.ts';
import { startSession } from './client/session.ts';
import { App } from './components/app.tsx';

const root = document.getElementById('page');
const session = await startSession();
if (session !== null && root !== null) {
  const api = createApi(session.authorization, session.renew);
  root.replaceChildren();
  render(<App api={api} signsIn={session.canSignIn} onSignIn={() => void session.signIn()} />, root);
}
