@rem npm start is "exec node ...", so that npm's signals reach the server and not a shell before it. cmd.exe has no exec, and finds this one.
@%*
