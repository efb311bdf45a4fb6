import type { SandboxResponse } from './route.ts';

/** What a PowerSchool server shows for every address that is no part of its API: 200, and HTML (reference §4). */
export function loginPage(): SandboxResponse {
  return {
    status: 200,
    headers: { 'Content-Type': 'text/html;charset=UTF-8' },
    body: [
      '<!DOCTYPE html>',
      '<html lang="en"><head><title>PowerSchool - Sign In</title></head>',
      '<body><h1>Administrator Sign In</h1>',
      '<form action="/admin/home.html" method="post"><label>Username <input name="username"></label>',
      '<label>Password <input name="password" type="password"></label><button>Sign In</button></form>',
      '</body></html>',
    ].join('\n'),
  };
}
