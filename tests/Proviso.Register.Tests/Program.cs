using Proviso.Register.Tests.Storage;

// The test runner loads this assembly and never comes here. The crash tests start it as a process
// of its own, to write until it is killed.
return await CrashWriter.RunAsync(args);
