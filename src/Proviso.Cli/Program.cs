using Proviso.Cli;

return await ProvisoCli.RunAsync(args, Console.Out, Console.Error);
