using System.Text;
using AlphaPulse.LoadTester.Commands;
using AlphaPulse.Telemetry.Processes;

// The result screen has box-drawing characters, whatever the locale says.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
StandardStreams.Guard();
return new CommandRouter(Console.Out, Console.Error).Run(args);
